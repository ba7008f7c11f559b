"""What runs in the other processes: the host, its children, and the job that a child carries out."""
