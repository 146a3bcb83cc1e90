"""The room of WordprocessingML: everything Word is written here, and python-docx is imported nowhere else in `report`."""
