"""The command line: parse, call one library function, show, choose an exit code."""
