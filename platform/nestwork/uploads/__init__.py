"""Files that people send: sealed until a worker reads them, read in a process that may do nothing else."""
