//! Small parts that several pages share.

pub(crate) mod arrival;
pub(crate) mod becoming;
pub(crate) mod chip;
pub(crate) mod dialog;
pub(crate) mod facts;
pub(crate) mod failure;
pub(crate) mod field;
pub(crate) mod gate_dialog;
pub(crate) mod header;
pub(crate) mod loaded;
pub(crate) mod look_again;
pub(crate) mod moment;
pub(crate) mod notice;
pub(crate) mod number;
pub(crate) mod order_list;
pub(crate) mod place;
pub(crate) mod respond;
pub(crate) mod sign_in_first;
pub(crate) mod title;
pub(crate) mod update;
pub(crate) mod way;
