using System.Runtime.CompilerServices;

namespace Orleans.Tx.Embedded.Tests.Streams;

/// <summary>Makes an ordinary stream of one with a token, so that a test can choose between the two.</summary>
internal static class ConfiguredStream
{
    public static async IAsyncEnumerable<T> AsPlain<T>(this ConfiguredCancelableAsyncEnumerable<T> stream)
    {
        await foreach (var item in stream)
            yield return item;
    }
}
