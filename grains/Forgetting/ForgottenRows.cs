namespace Orleans.Tx.Grains.Forgetting;

/// <summary>What left a week.</summary>
/// <param name="Rows">Transactions.</param>
/// <param name="SetAside">Records that could not be read.</param>
public readonly record struct ForgottenRows(long Rows, long SetAside)
{
    public static ForgottenRows operator +(ForgottenRows left, ForgottenRows right) =>
        new(left.Rows + right.Rows, left.SetAside + right.SetAside);
}
