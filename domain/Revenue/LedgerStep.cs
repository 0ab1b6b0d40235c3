namespace Orleans.Tx.Domain.Revenue;

/// <summary>One application of the rule: the ledger after it, and what that changes in the matrix.</summary>
public readonly record struct LedgerStep(CustomerLedger Ledger, MatrixChange Change);
