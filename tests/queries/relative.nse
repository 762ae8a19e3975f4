created in the last 1 day and updated not in the last 7200 seconds and company last contacted not in last 2 Weeks
