using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Tx.Embedded.Tests.Streams;

public sealed class StreamTests
{
    [Fact]
    public async Task A_stream_brings_all_items_in_order()
    {
        await using var silo = await TestSilo.StartAsync();

        var items = await Read(silo.Grain().Stream((_, _) => Count(1234))).Soon();

        Assert.Equal(Enumerable.Range(0, 1234), items);
    }

    [Fact]
    public async Task A_stream_without_items_ends_at_once()
    {
        await using var silo = await TestSilo.StartAsync();

        Assert.Empty(await Read(silo.Grain().Stream((_, _) => Count(0))).Soon());
    }

    [Fact]
    public async Task A_stream_runs_in_the_grains_turns_and_lets_calls_in_between()
    {
        await using var silo = await TestSilo.StartAsync();
        var release = new Signal();
        await using var reader = silo.Grain().Stream(Items).GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.True(await reader.MoveNextAsync().AsTask().Soon());
        var next = reader.MoveNextAsync().AsTask();
        await silo.Grain().Run(grain => Task.FromResult(grain.Count++)).Soon();
        release.Set();

        Assert.True(await next.Soon());
        Assert.Equal(1, reader.Current);

        async IAsyncEnumerable<int> Items(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var own = TaskScheduler.Current;
            yield return grain.Count;
            await release.Happened.WaitAsync(cancellationToken);
            Assert.Same(own, TaskScheduler.Current);
            yield return grain.Count;
        }
    }

    [Fact]
    public async Task A_stream_goes_on_however_long_the_next_item_takes()
    {
        await using var silo = await TestSilo.StartAsync();
        var release = new Signal();
        await using var reader = silo.Grain().Stream(Items).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync().AsTask().Soon());

        // The stream's own look for readers that have gone comes at each 30th second, the reader's waits end a second later: so that the
        // one is not taken for the other, it has to be over, and set anew, before that second passes.
        silo.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = reader.MoveNextAsync().AsTask();
        for (var wait = 0; wait < 10; wait++)
        {
            await silo.Clock.TimerSetFor(TimeSpan.FromSeconds(15)).Soon();
            silo.Clock.Advance(TimeSpan.FromSeconds(14));
            await silo.Grain().Run(_ => Task.CompletedTask).Soon();
            silo.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.False(next.IsCompleted);
        release.Set();

        Assert.True(await next.Soon());

        async IAsyncEnumerable<int> Items(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            yield return 0;
            await release.Happened.WaitAsync(cancellationToken);
            yield return 1;
        }
    }

    [Fact]
    public async Task A_reader_that_stops_early_ends_the_enumeration_in_the_grain()
    {
        await using var silo = await TestSilo.StartAsync();
        var ended = new Signal();

        await foreach (var item in silo.Grain().Stream(Endless))
        {
            if (item == 250)
                break;
        }

        await ended.Happened.Soon();

        async IAsyncEnumerable<int> Endless(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                for (var item = 0; ; item++)
                {
                    yield return item;
                    await Task.Yield();
                }
            }
            finally
            {
                ended.Set();
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_the_reading_and_the_enumeration(bool throughTheCall)
    {
        await using var silo = await TestSilo.StartAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = new Signal();
        var ended = new Signal();
        var stream = throughTheCall
            ? silo.Grain().StreamCancellable(Waiting, cancellation.Token)
            : silo.Grain().Stream(Waiting).WithCancellation(cancellation.Token).AsPlain();
        var reading = Task.Run(
            async () =>
            {
                await foreach (var _ in stream)
                    throw new InvalidOperationException("There is no item.");
            },
            TestContext.Current.CancellationToken);
        await waiting.Happened.Soon();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.Soon());
        await ended.Happened.Soon();

        async IAsyncEnumerable<int> Waiting(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                waiting.Set();
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                yield return 0;
            }
            finally
            {
                ended.Set();
            }
        }
    }

    [Fact]
    public async Task An_exception_in_a_stream_comes_after_the_items_before_it()
    {
        await using var silo = await TestSilo.StartAsync();
        List<int> items = [];

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var item in silo.Grain().Stream(Failing))
                items.Add(item);
        });

        Assert.Equal("after three", failure.Message);
        Assert.Equal([0, 1, 2], items);

        async IAsyncEnumerable<int> Failing(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await foreach (var item in Count(3).WithCancellation(cancellationToken))
                yield return item;
            throw new InvalidOperationException("after three");
        }
    }

    [Fact]
    public async Task A_stream_is_aborted_when_its_activation_ends()
    {
        await using var silo = await TestSilo.StartAsync();
        var begun = new Signal();
        await using var reader = silo.Grain().Stream(Stuck).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = reader.MoveNextAsync().AsTask();
        await begun.Happened.Soon();

        await silo.Grain().Run(grain =>
        {
            grain.DeactivateOnIdle();
            return Task.CompletedTask;
        }).Soon();

        await Assert.ThrowsAsync<EnumerationAbortedException>(() => next.Soon());

        async IAsyncEnumerable<int> Stuck(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            begun.Set();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            yield return 0;
        }
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_on_is_closed()
    {
        await using var silo = await TestSilo.StartAsync();
        var ended = new Signal();
        var reader = silo.Grain().Stream(Items).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await reader.MoveNextAsync().AsTask().Soon());

        // The first look after 30 seconds finds that it was read since; the second, that it was not.
        silo.Clock.Advance(TimeSpan.FromSeconds(30));
        await silo.Grain().Run(_ => Task.CompletedTask).Soon();
        Assert.False(ended.Happened.IsCompleted);
        silo.Clock.Advance(TimeSpan.FromSeconds(30));
        await ended.Happened.Soon();

        await Assert.ThrowsAsync<EnumerationAbortedException>(async () =>
        {
            while (await reader.MoveNextAsync())
                Assert.Equal(0, reader.Current);
        });

        async IAsyncEnumerable<int> Items(ScriptedGrain grain, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            try
            {
                yield return 0;
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
                yield return 1;
            }
            finally
            {
                ended.Set();
            }
        }
    }

    private static async IAsyncEnumerable<int> Count(int items)
    {
        for (var item = 0; item < items; item++)
        {
            if (item % 10 == 9)
                await Task.Yield();
            yield return item;
        }
    }

    private static async Task<List<int>> Read(IAsyncEnumerable<int> stream)
    {
        List<int> items = [];
        await foreach (var item in stream)
            items.Add(item);
        return items;
    }
}
