using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Tx.Domain.Ingestion;
using Orleans.Tx.Grains.Ingestion;
using Orleans.Tx.Grains.Jobs;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Grains.Forgetting;

/// <summary>
/// First nothing more may come in; then the weeks, one by one; then, once the aggregates have all of it, the log. Each step may be done
/// again, so that whoever starts anew goes on (docs/decisions/0017-a-forgotten-customer-does-not-come-back.md).
/// </summary>
internal sealed partial class ForgetGrain : Grain, IForgetGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly IForgettingStore _store;
    private readonly ISourceRecords _records;
    private readonly TimeProvider _time;
    private readonly ILogger<ForgetGrain> _logger;
    private readonly Job _job;
    private ImmutableArray<ForgottenWeek> _weeks = [];
    private string? _customer;

    public ForgetGrain(IForgettingStore store, ISourceRecords records, TimeProvider time, ILogger<ForgetGrain> logger)
    {
        (_store, _records, _time, _logger) = (store, records, time, logger);
        _job = new Job(this, "forgetting", time, logger);
    }

    private string Source => this.GetPrimaryKeyString();

    public async Task<ForgetStatus> Start(ForgetRequest request)
    {
        var customer = Checked(request.Customer);
        if (_job.Progress is { State: JobState.Running } running)
        {
            return customer == _customer
                ? Told(running)
                : throw new TxException(TxError.Invalid, $"another customer of source '{Source}' is being forgotten, by job {running.Id}: start this one when that has ended");
        }

        var known = await _store.Find(Source, customer, CustomersOf, CancellationToken.None);
        if (known is { IsThere: false, ForgottenAt: null })
            throw new TxException(TxError.NotFound, $"customer: has no transactions in source '{Source}'");
        (_customer, _weeks) = (customer, []);
        _job.Start(cancellationToken => Forget(customer, known, cancellationToken));
        return Told(_job.Progress!);
    }

    public Task<ForgetStatus> Status(string id) => Task.FromResult(Told(_job.Find(id)));

    public async Task<ForgetStatus> Cancel(string id)
    {
        await _job.Cancel(id);
        return Told(_job.Find(id));
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        await _job.DisposeAsync();

    private static string Checked(string? customer)
    {
        if (string.IsNullOrWhiteSpace(customer))
            throw new TxException(TxError.Invalid, "customer: is missing; give the id as the source writes it");
        if (customer.Length > Transaction.MaxIdLength)
            throw new TxException(TxError.Invalid, $"customer: has {customer.Length} characters; at most {Transaction.MaxIdLength} are allowed");
        return customer.Contains('\0') ? throw new TxException(TxError.Invalid, "customer: holds a NUL, which no id does") : customer;
    }

    private ForgetStatus Told(JobProgress job) => new(
        Source, job.Id, job.State, job.Step, _weeks.Sum(week => week.Rows), _weeks.Sum(week => week.SetAside), _weeks, job.Message);

    private IReadOnlyCollection<string> CustomersOf(string raw) => _records.CustomersOf(Source, raw);

    private async Task<string?> Forget(string customer, KnownCustomer known, CancellationToken cancellationToken)
    {
        var before = known.ForgottenAt is { } at ? FormattableString.Invariant($"the customer was forgotten before, on {at:yyyy-MM-dd HH:mm} UTC") : null;
        if (!known.IsThere)
            return $"{before}, and nothing of them is stored";

        await _store.Mark(Source, customer, cancellationToken);
        foreach (var week in await _store.Weeks(Source, customer, cancellationToken))
        {
            _job.Report($"removing rows of {week}");
            var left = await _store.Remove(Source, week, customer, CustomersOf, cancellationToken);
            if (left != default)
                _weeks = _weeks.Add(new ForgottenWeek(week.ToString(), left.Rows, left.SetAside));
        }

        await Erase(customer, cancellationToken);
        await GrainFactory.GetGrain<ICustomerGrain>($"{Source}/{customer}").Forget();
        LogForgotten(Source, _weeks.Sum(week => week.Rows), _weeks.Length);
        return before is null ? null : $"{before}; what was left of them is gone now";
    }

    private async Task Erase(string customer, CancellationToken cancellationToken)
    {
        _job.Report("waiting until the figures are without the rows");
        var projection = GrainFactory.GetGrain<IProjectionGrain>(Source);
        while (!await _store.Erase(Source, customer, cancellationToken))
        {
            await projection.Advance();
            if ((await projection.Status()).Message is { } trouble)
            {
                throw new TxException(
                    TxError.Unavailable, $"the rows are gone, but the figures do not follow, and the log still names the customer: {trouble}; forget them again to finish it");
            }

            await Task.Delay(LookEvery, _time, cancellationToken);
        }
    }
}
