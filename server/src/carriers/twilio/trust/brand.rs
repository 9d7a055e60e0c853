//! Brands in the US carriers' registry (`a2p/BrandRegistrations`). Each costs a fee: a second one for the same product
//! is never asked for.

use app::domain::service::{Edit, Word};
use serde::Deserialize;

use super::{
    TrustError,
    ask::{Complaints, PAGE, Sid},
    bundle::Bundle,
};
use crate::{
    carriers::{CarrierError, twilio::Twilio},
    http_client::Trouble,
};

/// Pages that are read of the list, which has no filter.
const PAGES_MAX: usize = 100;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Status {
    Pending,
    Approved,
    Failed,
    InReview,
    DeletionPending,
    DeletionFailed,
    Suspended,
    #[serde(other)]
    Unknown,
}

/// A brand as it is at Twilio.
#[derive(Deserialize)]
pub(super) struct Brand {
    sid: Sid,
    a2p_profile_bundle_sid: Sid,
    status: Status,
    errors: Option<Complaints>,
}

#[derive(Deserialize)]
struct Brands {
    data: Vec<Brand>,
    meta: BrandsMeta,
}

#[derive(Deserialize)]
struct BrandsMeta {
    next_page_url: Option<String>,
}

impl Brand {
    pub(super) fn word(&self) -> Word {
        let edit = match self.status {
            Status::Pending => return Word::PendingReview,
            Status::Approved => return Word::Approved,
            Status::InReview => return Word::InReview,
            Status::Unknown => {
                tracing::error!("twilio gives a brand a status that is in no table");
                return Word::InReview;
            }
            Status::Failed => Edit::Always,
            Status::DeletionPending | Status::DeletionFailed | Status::Suspended => Edit::Never,
        };
        Word::Rejected { reasons: Complaints::reasons(self.errors.as_ref()), edit }
    }
}

impl Twilio {
    /// The brand on this product.
    pub(super) async fn brand_of(&self, product: &Bundle) -> Result<Option<Brand>, CarrierError> {
        let list = self.messaging("a2p/BrandRegistrations");
        let mut page = format!("{list}?PageSize={PAGE}");
        for _ in 0..PAGES_MAX {
            let brands: Brands = self.look(page, &[]).await?;
            if let Some(ours) = brands.data.into_iter().find(|brand| brand.a2p_profile_bundle_sid == product.sid) {
                return Ok(Some(ours));
            }
            let Some(next) = brands.meta.next_page_url else { return Ok(None) };
            // The credentials go with it: never to another place than this very list.
            let (_, query) = next.split_once('?').ok_or(Trouble::Unreadable)?;
            page = format!("{list}?{query}");
        }
        Err(Trouble::Unreadable.into())
    }

    /// Whether the brand on this product failed, and may be sent again.
    pub(super) async fn brand_failed(&self, product: &Bundle) -> Result<bool, CarrierError> {
        Ok(self.brand_of(product).await?.is_some_and(|brand| brand.status == Status::Failed))
    }

    /// Registers the brand, or once more if it failed.
    pub(super) async fn register_brand(&self, profile: &Bundle, product: &Bundle) -> Result<Word, TrustError> {
        let brand = match self.brand_of(product).await? {
            Some(brand) if brand.status == Status::Failed => {
                let url = self.messaging(&format!("a2p/BrandRegistrations/{}", brand.sid.as_str()));
                self.write(url, &[]).await?
            }
            Some(brand) => brand,
            None => {
                let form = [
                    ("CustomerProfileBundleSid", profile.sid.as_str()),
                    ("A2PProfileBundleSid", product.sid.as_str()),
                    ("BrandType", "STANDARD"),
                ];
                let brand: Brand = self.write(self.messaging("a2p/BrandRegistrations"), &form).await?;
                brand
            }
        };
        Ok(brand.word())
    }
}
