namespace Orleans.Tx.Embedded.Tests;

/// <summary>Waits that end with the test when what they wait for never comes.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    public static Task Soon(this Task task) => task.WaitAsync(Hopeless, TestContext.Current.CancellationToken);

    public static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Hopeless, TestContext.Current.CancellationToken);
}
