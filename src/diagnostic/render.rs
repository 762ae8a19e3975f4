//! How diagnostics look: human, short, JSON, GitHub annotations, SARIF.
