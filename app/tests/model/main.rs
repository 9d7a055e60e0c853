//! The saga of a purchase, explored to its end: every order in which buyers, workers, carrier and vendor may act, with
//! crashes, and with messages that are lost, late or repeated, in worlds small enough to be finished.
//!
//! Lines, orders and verifications move by the functions that the server runs (`app::domain`). What stands around them
//! there, one transaction or one call outside at a time, is written down once more in `store` and `deeds`, in the
//! server's order. A worker may look sooner than it is due and stall wherever it waits, so what a deadline in the
//! server's queue only hastens is left out.
//!
//! Assumed of the carrier: a request has done what it will ever do, and the list shows it, a settle time after it was
//! sent. Of processes: none stalls between looking at the clock and sending, nor longer than a settle time over a look.
//! Own stock, pools and money beyond the rows of one line are not here.

mod actions;
mod deeds;
mod explore;
mod left_out;
mod properties;
mod rules;
mod setup;
mod store;
mod world;
mod worlds;
