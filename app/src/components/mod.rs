//! Small parts that several pages share.

pub(crate) mod arrival;
pub(crate) mod chip;
pub(crate) mod dialog;
pub(crate) mod failure;
pub(crate) mod gate_dialog;
pub(crate) mod header;
pub(crate) mod loaded;
pub(crate) mod look_again;
pub(crate) mod moment;
pub(crate) mod notice;
pub(crate) mod number;
pub(crate) mod order_list;
pub(crate) mod respond;
pub(crate) mod title;
pub(crate) mod update;
pub(crate) mod way;
