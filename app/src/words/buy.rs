//! Confirming a purchase.

/// Words of the dialog 'Confirm purchase'.
pub(crate) struct BuyWords {
    pub title: &'static str,
    pub held_next: &'static str,
    pub clear_next: &'static str,
    pub no_fee: &'static str,
    pub confirm: &'static str,
    pub cancel: &'static str,
    pub search_again: &'static str,
    pub see_orders: &'static str,
    pub see_account: &'static str,
}
