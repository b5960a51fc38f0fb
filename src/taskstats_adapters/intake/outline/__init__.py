"""The shape of a list: the headings above a task, and what stands below the last one."""
