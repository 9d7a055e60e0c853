//! Brands in the US carriers' registry (`a2p/BrandRegistrations`). Each costs a fee: a second one for the same product
//! is never asked for.

use app::domain::{
    Timestamp,
    service::{Business, Edit, Note, Step, Word},
};
use serde::Deserialize;
use serde_json::Value;

use super::{
    Filing, TrustError,
    ask::{Complaints, PAGE, Sid},
    bundle::{Bundle, Known},
    diary::{Page, Reviewed, moment},
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
    status: Status,
    errors: Option<Complaints>,
    date_updated: Option<String>,
}

/// One of the list, which has those of others too: what is null there is none of ours.
#[derive(Deserialize)]
struct Listed {
    sid: Option<Sid>,
    a2p_profile_bundle_sid: Option<Sid>,
}

#[derive(Deserialize)]
struct Brands {
    data: Vec<Listed>,
    meta: BrandsMeta,
}

#[derive(Deserialize)]
struct BrandsMeta {
    next_page_url: Option<String>,
}

impl Reviewed for Brand {
    fn sid(&self) -> &Sid {
        &self.sid
    }

    fn dated(&self) -> Option<Timestamp> {
        self.date_updated.as_deref().and_then(moment)
    }

    fn open(&self) -> bool {
        self.status == Status::Failed
    }

    fn draft(&self) -> bool {
        false
    }

    fn told(&self) -> Word {
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
    /// The brand on this product: by its id, if that is noted.
    pub(super) async fn brand_of(&self, product: &Known, note: &Note) -> Result<Option<Brand>, CarrierError> {
        if let Some(sid) = &note.sid {
            let sid = Sid::try_from(sid.clone()).map_err(|_| Trouble::Unreadable)?;
            if let Some(noted) = self.look_if_any(self.brand_url(&sid)).await? {
                return Ok(Some(noted));
            }
        }
        match self.brand_listed(&product.bundle).await? {
            Some(sid) => Ok(Some(self.look(self.brand_url(&sid), &[]).await?)),
            None => Ok(None),
        }
    }

    fn brand_url(&self, sid: &Sid) -> String {
        self.messaging(&format!("a2p/BrandRegistrations/{}", sid.as_str()))
    }

    async fn brand_listed(&self, product: &Bundle) -> Result<Option<Sid>, CarrierError> {
        let list = self.messaging("a2p/BrandRegistrations");
        let mut page = format!("{list}?PageSize={PAGE}");
        for _ in 0..PAGES_MAX {
            let brands: Brands = self.look(page, &[]).await?;
            let ours = |listed: &Listed| listed.a2p_profile_bundle_sid.as_ref() == Some(&product.sid);
            if let Some(ours) = brands.data.into_iter().find(ours) {
                // One of ours without an id is there, and must not be asked for again.
                return ours.sid.map(Some).ok_or_else(|| Trouble::Unreadable.into());
            }
            let Some(next) = brands.meta.next_page_url else { return Ok(None) };
            // The credentials go with it: never to another place than this very list.
            let (_, query) = next.split_once('?').ok_or(Trouble::Unreadable)?;
            page = format!("{list}?{query}");
        }
        Err(Trouble::Unreadable.into())
    }

    /// Registers the brand, or once more if it failed in an earlier round. `paper` is what its product says.
    pub(super) async fn settle_brand(
        &self,
        filing: Filing<'_>,
        business: &Business,
        paper: Option<&(&'static str, Value)>,
        (profile, product): (&Known, &Known),
    ) -> Result<Word, TrustError> {
        let mut page = Page::open(filing.dossier.diary, Step::Brand).await?;
        let found = self.brand_of(product, &page.note).await?;
        let brand: Brand = match found {
            Some(brand) => {
                page.found(&brand).await?;
                if !brand.to_be_sent(&page.note, filing.round) {
                    return Ok(brand.word(&page.note));
                }
                page.ready().await?;
                // What its author mended stands in papers that were approved before.
                self.settle_business(filing, &profile.bundle, business).await?;
                if let Some((kind, attributes)) = paper {
                    self.settle_person(filing.dossier.id, &product.bundle, kind, attributes).await?;
                }
                page.send((filing.round, brand.dated()), self.write(self.brand_url(&brand.sid), &[])).await?
            }
            None => {
                page.lost().await?;
                page.ready().await?;
                let form = [
                    ("CustomerProfileBundleSid", profile.bundle.sid.as_str()),
                    ("A2PProfileBundleSid", product.bundle.sid.as_str()),
                    ("BrandType", "STANDARD"),
                ];
                page.make(Some(filing.round), self.write(self.messaging("a2p/BrandRegistrations"), &form)).await?
            }
        };
        Ok(brand.word(&page.note))
    }
}
