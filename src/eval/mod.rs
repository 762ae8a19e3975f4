//! Which contacts a query finds, told without the service.

pub mod fold;
pub mod tokens;
