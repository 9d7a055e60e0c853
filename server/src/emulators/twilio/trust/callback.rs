//! Who is told of a bundle's status. The names of the parameters are those of Twilio's regulatory bundles; for Trust Hub
//! no list is public, and the store reads none of them.

use std::collections::BTreeMap;

use super::{
    paper::{Bundle, Paper},
    review,
    steering::Steering,
};
use crate::emulators::{
    World,
    twilio::callback::{self, Told},
};

/// Tells of a bundle's new status whoever asked for it.
pub(super) async fn tell(world: &World, paper: &Paper) {
    let Paper::Bundle(bundle) = paper else { return };
    let lost = review::steering(&world.book().papers, paper) == Steering::Lost;
    let (Some(url), false) = (&bundle.callback, lost) else { return };
    let (account, status) = (bundle.account.as_str(), bundle.status());
    callback::post(world, Told { account, url, subject: &bundle.sid, status, params: params(bundle) }).await;
}

fn params(bundle: &Bundle) -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("AccountSid", bundle.account.clone()),
        ("BundleSid", bundle.sid.clone()),
        ("Status", bundle.status().to_owned()),
    ])
}
