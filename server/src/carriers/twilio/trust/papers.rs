//! What bundles hold: end users (of which each says something of a business), documents and addresses.

use app::domain::{
    ApplicationId,
    service::{Address, Business, Reason},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Filing, Held, TrustError,
    ask::{PAGE, Sid},
    attributes,
    bundle::Bundle,
};
use crate::{carriers::twilio::Twilio, http_client::Trouble};

/// How the ids of end users, and of documents, begin.
const END_USER: &str = "IT";
const DOCUMENT: &str = "RD";
/// The document that names an address.
const ADDRESS_DOCUMENT: &str = "customer_profile_address";

#[derive(Deserialize)]
struct Paper {
    sid: Sid,
    #[serde(rename = "type")]
    kind: String,
    friendly_name: Option<String>,
}

#[derive(Deserialize)]
struct Papers {
    results: Vec<Paper>,
}

#[derive(Deserialize)]
struct Place {
    sid: Sid,
    friendly_name: Option<String>,
    iso_country: String,
}

#[derive(Deserialize)]
struct Places {
    addresses: Vec<Place>,
    next_page_uri: Option<String>,
}

impl Twilio {
    /// Everything that a profile says of a business.
    pub(super) async fn settle_business(
        &self,
        filing: Filing<'_>,
        profile: &Bundle,
        business: &Business,
    ) -> Result<(), TrustError> {
        let facts = attributes::business(business);
        self.settle_person(filing.dossier.id, profile, "customer_profile_business_information", &facts).await?;
        let speaker = attributes::representative(&business.representative);
        self.settle_person(filing.dossier.id, profile, "authorized_representative_1", &speaker).await?;
        let place = self.settle_address(filing.dossier.id, &business.name, &business.address).await?;
        let named = json!({"address_sids": place.as_str()});
        self.settle_paper(filing.dossier.id, profile, (DOCUMENT, "SupportingDocuments", ADDRESS_DOCUMENT), &named).await
    }

    /// One end user of a bundle.
    pub(super) async fn settle_person(
        &self,
        id: &ApplicationId,
        bundle: &Bundle,
        kind: &str,
        attributes: &Value,
    ) -> Result<(), TrustError> {
        self.settle_paper(id, bundle, (END_USER, "EndUsers", kind), attributes).await
    }

    /// One paper of a bundle: rewritten if the bundle holds one of its kind, made and put there if not. An answer that
    /// is lost between the two leaves one that no bundle holds, which the next try takes.
    async fn settle_paper(
        &self,
        id: &ApplicationId,
        bundle: &Bundle,
        (prefix, path, kind): (&str, &str, &str),
        attributes: &Value,
    ) -> Result<(), TrustError> {
        let attributes = attributes.to_string();
        let at = |sid: &Sid| self.trusthub(&format!("{path}/{}", sid.as_str()));
        for sid in self.contents(bundle).await?.iter().filter(|sid| sid.as_str().starts_with(prefix)) {
            let paper: Paper = self.look(at(sid), &[]).await?;
            if paper.kind == kind {
                let _: Value = self.write(at(sid), &[("Attributes", attributes.as_str())]).await?;
                return Ok(());
            }
        }
        let paper: Paper = if let Some(stray) = self.stray(id, path, kind).await? {
            self.write(at(&stray.sid), &[("Attributes", attributes.as_str())]).await?
        } else {
            let form = [("FriendlyName", id.as_str()), ("Type", kind), ("Attributes", attributes.as_str())];
            self.write(self.trusthub(path), &form).await?
        };
        self.put(bundle, &paper.sid).await
    }

    /// A paper of the application that none of its bundles holds. The lists take no name to look for
    /// (docs/trust-hub/trusthub-rest-api/enduser-resource), so one page is read and no more: what is not on it stays at
    /// Twilio, and costs nothing.
    async fn stray(&self, id: &ApplicationId, path: &str, kind: &str) -> Result<Option<Paper>, TrustError> {
        let list: Papers = self.look(self.trusthub(path), &[("PageSize", PAGE)]).await?;
        let ours = |paper: &Paper| paper.friendly_name.as_deref() == Some(id.as_str()) && paper.kind == kind;
        Ok(list.results.into_iter().find(ours))
    }

    /// The application's address, as it is written now.
    async fn settle_address(&self, id: &ApplicationId, name: &str, address: &Address) -> Result<Sid, TrustError> {
        let country = address.country.as_str();
        let query = [("FriendlyName", id.as_str()), ("IsoCountry", country), ("PageSize", PAGE)];
        let list: Places = self.look(self.account_url("Addresses.json"), &query).await?;
        if list.next_page_uri.is_some() {
            return Err(Trouble::Unreadable.into());
        }
        let mut form = attributes::address(name, address).to_vec();
        let ours = |place: &Place| place.friendly_name.as_deref() == Some(id.as_str()) && place.iso_country == country;
        let place: Place = if let Some(there) = list.addresses.iter().find(|place| ours(place)) {
            self.write(self.account_url(&format!("Addresses/{}.json", there.sid.as_str())), &form).await?
        } else {
            form.extend([("FriendlyName", id.as_str()), ("IsoCountry", country)]);
            self.write(self.account_url("Addresses.json"), &form).await?
        };
        Ok(place.sid)
    }

    /// The carrier's ids of these numbers, each of which it shows in the account as it was bought.
    pub(super) async fn confirmed(&self, numbers: &[Held]) -> Result<Vec<Sid>, TrustError> {
        let mut sids = Vec::with_capacity(numbers.len());
        for Held { number, sid } in numbers {
            if !self.has(number, sid).await? {
                return Err(TrustError::refused(Reason::NumberMissing));
            }
            sids.push(sid.clone().try_into().map_err(|_| Trouble::Unreadable)?);
        }
        Ok(sids)
    }
}
