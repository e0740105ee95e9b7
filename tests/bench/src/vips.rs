//! vips
