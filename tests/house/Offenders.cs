namespace Orleans.Tx.House.Tests;

/// <summary>A rule of the house and who breaks it.</summary>
internal static class Offenders
{
    /// <summary>Fails with all of them at once.</summary>
    public static void AssertNone(string rule, IEnumerable<string> offenders)
    {
        var all = offenders.ToList();
        Assert.True(all.Count == 0, $"{rule}\n  {string.Join("\n  ", all)}");
    }
}
