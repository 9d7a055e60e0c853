//! The rules that keep a purchase whole, each of which can be left out.

/// A rule of the saga. R1 to R12 are its names in the design.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// R1: a form that is sent twice is one order.
    OneOrderARequest,
    /// R2: a live line owns its number by a unique index.
    LiveIndex,
    /// R3: the approval is read under the lock under which the hold is written.
    OneLock,
    /// R3's second net, and that of every other wait.
    Sweeper,
    /// R4: the gate is asked again when a worker takes the line.
    GateAtClaim,
    /// R4: a line may be dropped before its first request only, and not whenever no request is under way.
    DropBeforeFirst,
    /// R4, R11: what is under way is not dropped at all.
    SpareUnderWay,
    /// R5: nothing is sent that might not end within the lease.
    InTime,
    /// R5: the second look comes a settle time after the first.
    Settle,
    /// R6: an answer counts only while the line stands where it was asked.
    Fence,
    /// R6: a purchase counts wherever the line stands.
    LateSaleCounts,
    /// R7: a row of the ledger is written once, and captures what was not bought before.
    BookedOnce,
    /// R8: the request that buys carries the tag.
    TaggedAtOnce,
    /// R9: what the carrier lists is compared with the rows.
    Reconcile,
    /// R10: a webhook's word is not believed.
    WebhookOnlyWakes,
    /// R10's second net: the vendor is asked even when no webhook comes.
    OwnLook,
    /// R12: what happened is noted with the move.
    NotedTogether,
    /// The intent is committed before the request is sent.
    IntentFirst,
    /// A refusal that may hide a purchase is believed after a look.
    LookBeforeRefusal,
    /// A look is dated when it is asked for, not when its answer is read.
    DatedWhenAsked,
    /// A number is bought by its digits, not by its area code.
    ExactNumber,
    /// A number is given back by its id at the carrier, not by its digits.
    ReturnById,
}
