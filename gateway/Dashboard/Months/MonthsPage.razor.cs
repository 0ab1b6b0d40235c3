namespace Orleans.Tx.Gateway.Dashboard.Months;

/// <summary>What each month brought, and how much of it from new customers.</summary>
public sealed partial class MonthsPage;
