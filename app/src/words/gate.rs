//! The gate: asking for an identity.

/// Words of the dialog 'Verify your identity'.
pub(crate) struct GateWords {
    pub title: &'static str,
    pub lead: &'static str,
    /// The same of an application for a service.
    pub lead_service: &'static str,
    pub held_until: &'static str,
    /// Name and explanation of each step.
    pub steps: [(&'static str, &'static str); 3],
    /// The last step, for an application.
    pub step_service: (&'static str, &'static str),
    pub data_short: &'static str,
    pub data: &'static str,
    pub data_points: [&'static str; 4],
    pub start: &'static str,
    pub not_now: &'static str,
}
