namespace Orleans.Tx.Console.Tests.Service;

/// <summary>Waits for what has to happen. The limit only keeps a test that hangs from hanging for ever.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Hung = TimeSpan.FromMinutes(4);

    public static Task Holds(Func<bool> holds, string what) => Holds(() => ValueTask.FromResult(holds()), what);

    public static Task Holds(Func<ValueTask<bool>> holds, string what) => Ends(
        async cancellation =>
        {
            using var timer = new PeriodicTimer(Look);
            while (!await holds())
                await timer.WaitForNextTickAsync(cancellation);
        },
        what);

    /// <param name="patience">How long it may take; some minutes where it is not said.</param>
    public static async Task Ends(Func<CancellationToken, Task> work, string what, TimeSpan? patience = null)
    {
        using var hung = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        hung.CancelAfter(patience ?? Hung);
        try
        {
            await work(hung.Token);
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            Assert.Fail($"Not within {patience ?? Hung}: {what}");
        }
    }
}
