namespace Orleans.Runtime;

/// <summary>The result of methods that return none.</summary>
internal readonly record struct Nothing
{
    private static readonly Task<Nothing> Done = Task.FromResult(default(Nothing));

    internal static Task<Nothing> From(Task task) => task.IsCompletedSuccessfully ? Done : AwaitAsync(task);

    internal static Task<Nothing> From(ValueTask task) => task.IsCompletedSuccessfully ? Done : AwaitAsync(task.AsTask());

    private static async Task<Nothing> AwaitAsync(Task task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
