using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Forgetting;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Limiting;
using Orleans.Tx.Grains.Queries;
using Orleans.Tx.Grains.Revenue;
using Orleans.Tx.Grains.Verification;

namespace Orleans.Tx.Gateway.Tests.Hosting;

/// <summary>Any grain that the gateway asks, of one key.</summary>
internal sealed class ScriptedGrain(ScriptedService service, string key) : ICatalogGrain, ISourceGrain, IRevenueGrain, ILimiterGrain, IProjectionGrain,
    ISetAsideGrain, IPlanGrain, ISourceCheckGrain, IVerificationGrain, IForgetGrain, IQueryGrain
{
    public Task<SourceNames> Sources()
    {
        Assert.Equal(ICatalogGrain.Key, key);
        return service.Answer(typeof(ICatalogGrain), service.Sources);
    }

    public Task<RevenueAnswer> Report(RevenueQuery query)
    {
        service.Asked.Add($"{key}: report {query.Currency ?? "all"}");
        return service.Answer(typeof(IRevenueGrain), service.Revenue);
    }

    public async IAsyncEnumerable<RevenueAnswer> Revenue(RevenueQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        service.Asked.Add($"{key}: revenue {Text(question.Filter)} new={question.New}");
        yield return await service.Answer(typeof(IQueryGrain), service.Revenue);
    }

    public Task<CustomerAnswer> Customer(string customer)
    {
        service.Asked.Add($"{key}: customer {customer}");
        return service.Answer(typeof(IQueryGrain), Sample.Customer with { Customer = customer });
    }

    public async IAsyncEnumerable<TransactionChunk> Transactions(TransactionQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        service.Asked.Add($"{key.Split('/')[0]}: transactions {Text(question.Filter)} limit={question.Limit} after={question.After}");
        if (service.Rows is { } rows)
        {
            await foreach (var chunk in rows.Chunks(cancellationToken))
                yield return chunk;
            yield break;
        }

        yield return await service.Answer(typeof(IQueryGrain), new TransactionChunk(Sample.Revenue.Coverage, [], null));
        foreach (var row in Sample.Transactions)
            yield return new TransactionChunk(null, [row], row == Sample.Transactions[^1] ? "next" : null);
    }

    public async IAsyncEnumerable<GroupChunk> Groups(GroupQuestion question, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        service.Asked.Add($"{key.Split('/')[0]}: groups {question.By} {Text(question.Filter)} new={question.New}");
        yield return await service.Answer(
            typeof(IQueryGrain), new GroupChunk(new GroupHead("first-month", "UTC", ["customer", "currency"], Sample.Revenue.Coverage!), []));
        yield return new GroupChunk(null, [new(["=cmd", "EUR"], 10m, 2.5m, 3, 1), new(["ä\"b", null], -1m, 0m, 1, 1)]);
    }

    public Task<ImmutableArray<WeekStatus>> Pull(PullRequest request)
    {
        service.Asked.Add($"{key}: pull {request.From}..{request.To}");
        return service.Answer(typeof(ISourceGrain), service.Weeks);
    }

    public Task<ImmutableArray<WeekStatus>> Change(WeekChange change)
    {
        service.Asked.Add($"{key}: {change.Order} {change.From}..{change.To}");
        return service.Answer(typeof(ISourceGrain), service.Weeks);
    }

    public Task<ImmutableArray<WeekRun>> Runs(string week)
    {
        service.Asked.Add($"{key}: runs {week}");
        return service.Answer(typeof(ISourceGrain), service.Runs);
    }

    public async Task<ImmutableArray<WeekStatus>> Weeks()
    {
        if (service.Held is { } held)
            await held.Wait();
        return await service.Answer(typeof(ISourceGrain), service.Weeks);
    }

    public Task<LimiterSnapshot> Snapshot() => service.Answer(typeof(ILimiterGrain), service.Limiter with { Source = key });

    public Task<ProjectionStatus> Status() => service.Answer(typeof(IProjectionGrain), service.Projection with { Source = key });

    public Task<RebuildStatus> Rebuild() => Rebuild("rebuild", Sample.Rebuild.Id);

    public Task<RebuildStatus> RebuildStatus(string id) => Rebuild("rebuild status", id);

    public Task<RebuildStatus> CancelRebuild(string id) => Rebuild("rebuild cancel", id);

    public Task<SetAsideList> List(SetAsideQuery query)
    {
        service.Asked.Add($"{key}: rejects {query.From}..{query.To} {query.Reason} {query.Limit} {query.After}");
        return service.Answer(typeof(ISetAsideGrain), Sample.Rejects with { Source = key });
    }

    public Task<SetAsideDetail> Show(string id) =>
        service.Answer(typeof(ISetAsideGrain), new SetAsideDetail(key, id, "bad-amount", DateTimeOffset.UnixEpoch, "{\"a\":\u001b1}", "look"));

    public Task<SetAsideRetried> Retry(SetAsideRetry request)
    {
        service.Asked.Add($"{key}: retry {string.Join(',', request.Ids ?? [])} {request.From}..{request.To} {request.Reason} {request.All} {request.After}");
        return service.Answer(typeof(ISetAsideGrain), new SetAsideRetried(2, 1, 0, [new("bad-time", 3, "2026-W40/1/0/0", "look")], "2026-W40/1/9/9"));
    }

    public Task<PullPlan> Plan(PullRequest request)
    {
        service.Asked.Add($"{key}: plan {request.From}..{request.To}");
        return service.Answer(typeof(IPlanGrain), Sample.Plan with { Source = key });
    }

    public Task<SourceCheck> Check(string? week)
    {
        service.Asked.Add($"{key}: check {week}");
        return service.Answer(typeof(ISourceCheckGrain), Sample.Check with { Source = key });
    }

    public Task<LimiterSlots> Slots() => throw Unwanted();

    public Task<VerificationStatus> Start() => Verification("start", Sample.Verification.Id);

    public Task<VerificationStatus> Status(string id) => Verification("status", id);

    public Task<VerificationStatus> Cancel(string id) => Verification("cancel", id);

    public Task<ForgetStatus> Start(ForgetRequest request) => Forgetting($"forget {request.Customer ?? "nobody"}");

    Task<ForgetStatus> IForgetGrain.Status(string id) => Forgetting($"forgetting {id}");

    Task<ForgetStatus> IForgetGrain.Cancel(string id) => Forgetting($"cancel forgetting {id}");

    public Task Resume() => throw Unwanted();

    public Task Put(MatrixUpdate update) => throw Unwanted();

    public Task<PermitAnswer> Acquire(PermitRequest request) => throw Unwanted();

    public Task Advance() => throw Unwanted();

    private Task<RebuildStatus> Rebuild(string call, string id)
    {
        service.Asked.Add($"{key}: {call} {id}");
        return service.Answer(typeof(IProjectionGrain), Sample.Rebuild with { Source = key });
    }

    private Task<VerificationStatus> Verification(string call, string id)
    {
        service.Asked.Add($"{key}: {call} {id}");
        return service.Answer(typeof(IVerificationGrain), Sample.Verification with { Source = key });
    }

    private Task<ForgetStatus> Forgetting(string call)
    {
        service.Asked.Add($"{key}: {call}");
        return service.Answer(typeof(IForgetGrain), Sample.Forgetting with { Source = key });
    }

    private static string Text(OrderFilter filter) =>
        $"{filter.From}..{filter.To} customers={(filter.Customers is { } ids ? string.Join('+', ids) : "all")} currency={filter.Currency}";

    private static InvalidOperationException Unwanted() => new("The gateway only asks.");
}
