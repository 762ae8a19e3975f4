created in 2025 and updated not in 2025-02 and company last contacted > 2025-01-31 and user last contacted <= 2025-01-31t09:30:00.5+02:00 and created in 2025-01..2025-03-15
