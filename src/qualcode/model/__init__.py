"""The values everything else passes around; no files, no terminal."""
