//! The queue of what needs a person.

use app::{
    desk::{
        Discord, FailingJob, FoundNumber, Operator, QueueCounts, QueueView, ReviewedCase, Stands, VendorCase,
        WaitingLine,
    },
    domain::verification::Transport,
};
use std::time::Duration;

use super::{
    super::{Shop, fault::Fault},
    retries::work_of,
};
use crate::{
    clock::earlier,
    store::{findings, findings::Finding, jobs, jobs::Failing, queue, queue::Waiting},
};

/// Rows of each list: what comes after them comes when they are done.
const SHOWN: i64 = 50;
/// Work that fails for less is a hiccup.
const HICCUP: Duration = Duration::from_secs(60);
/// Reading a carrier back takes a settle time or two; after this long a person should know.
const DOUBT: Duration = Duration::from_secs(600);

impl Shop {
    pub(super) async fn work_queue(&self, who: &Operator) -> Result<QueueView, Fault> {
        let now = self.clock.now();
        let (failing, doubtful) = (earlier(now, HICCUP), earlier(now, DOUBT));
        let mut tx = self.store.read().await?;
        let counts = queue::counts(&mut tx, failing, doubtful, QueueCounts::MOST).await?;
        let reviewed = queue::reviewed(&mut tx, SHOWN).await?;
        let manual = queue::manual(&mut tx, SHOWN).await?;
        let stuck = queue::stuck(&mut tx, SHOWN).await?;
        let in_doubt = queue::in_doubt(&mut tx, doubtful, SHOWN).await?;
        let stuck = stuck.into_iter().map(|line| waiting(line, Stands::Stuck));
        let mut lines: Vec<_> = stuck.chain(in_doubt.into_iter().map(|line| waiting(line, Stands::InDoubt))).collect();
        lines.sort_by_key(|line| line.placed_at);
        Ok(QueueView {
            counts: QueueCounts {
                reviewed: counts.reviewed,
                manual: counts.manual,
                lines: counts.lines,
                jobs: counts.jobs,
                findings: counts.findings,
            },
            reviewed: reviewed.into_iter().map(|case| self.reviewed(case)).collect(),
            manual: manual.into_iter().map(|line| waiting(line, Stands::Manual)).collect(),
            lines,
            jobs: jobs::failing(&mut tx, failing, SHOWN).await?.into_iter().map(job).collect(),
            findings: findings::open(&mut tx, SHOWN).await?.into_iter().filter_map(found).collect(),
            proven: self.proven_until(who.who()).is_some(),
        })
    }

    fn reviewed(&self, case: queue::Reviewed) -> ReviewedCase {
        let transport = case.transport.parse().ok();
        ReviewedCase {
            account: case.account,
            name: case.name,
            vendor: case.vendor_ref.map(|reference| self.vendor_case(transport, reference)),
            shows: case.shows,
            since: case.since,
        }
    }

    /// A hand-over with the vendor's own page of it. The emulated vendor has none. Persona's help centre shows where that
    /// of an inquiry is ("Workflows Slack Integration"); that of a transaction is nowhere public, and is taken to be beside.
    pub(super) fn vendor_case(&self, transport: Option<Transport>, reference: String) -> VendorCase {
        let folder = match transport {
            Some(Transport::Inquiry) => Some("inquiries"),
            Some(Transport::Transaction) => Some("transactions"),
            None => None,
        };
        let link = folder
            .filter(|_| !self.demo)
            .map(|folder| format!("https://app.withpersona.com/dashboard/{folder}/{reference}"));
        VendorCase { reference, link }
    }
}

fn waiting(line: Waiting, stands: Stands) -> WaitingLine {
    let Waiting { line, order, account, name, number, placed_at } = line;
    WaitingLine { line, order, account, name, number, stands, placed_at }
}

fn job(job: Failing) -> FailingJob {
    let Failing { kind, subject, attempts, since, run_at } = job;
    FailingJob { work: work_of(kind), subject, attempts, since, next: run_at }
}

/// What another version of the program found is that version's to tell.
fn found(finding: Finding) -> Option<FoundNumber> {
    let what: Discord = finding.what.parse().ok()?;
    let tag = finding.tag.chars().take(64).filter(|c| !c.is_control()).collect();
    let Finding { carrier_account, number, found_at, .. } = finding;
    Some(FoundNumber { carrier_account, number, what, tag, found_at })
}
