//! The doors of the operator's desk. Each lets in operators alone, and none who has not shown what their role asks for.

pub mod list_feedback;
