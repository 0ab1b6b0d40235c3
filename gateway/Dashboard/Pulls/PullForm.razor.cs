using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Access;
using Orleans.Tx.Gateway.Dashboard.Live;
using Orleans.Tx.Gateway.Methods;
using Orleans.Tx.Grains;
using Orleans.Tx.Grains.Ingestion;

namespace Orleans.Tx.Gateway.Dashboard.Pulls;

/// <summary>Asks which weeks to pull.</summary>
public sealed partial class PullForm : IDisposable
{
    private readonly CancellationTokenSource _gone = new();
    private string _from = "";
    private string _to = "";
    private string? _trouble;
    private bool _isEstimating;
    private PullPlan? _plan;
    private PullRequest? _asked;

    [Parameter, EditorRequired]
    public string Source { get; set; } = "";

    /// <summary>The week that is offered.</summary>
    [Parameter]
    public string Usual { get; set; } = "";

    [Parameter]
    public bool IsDisabled { get; set; }

    [Parameter]
    public EventCallback<PullRequest> OnPull { get; set; }

    [Inject]
    private WeekMethods Weeks { get; set; } = null!;

    [Inject]
    private Visitor Visitor { get; set; } = null!;

    [Inject]
    private TimeProvider Clock { get; set; } = null!;

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _from = Usual;

    // Nothing in the second field means the first alone.
    private PullRequest Range => WeekMethods.Range(_from.Trim(), _to.Trim() is { Length: > 0 } to ? to : null);

    private async Task Submit()
    {
        _trouble = null;
        try
        {
            var range = Range;
            if (range.From == range.To)
                await Send(range);
            else
                _asked = range;
        }
        catch (TxException wrong)
        {
            _trouble = wrong.Words;
        }
    }

    private Task Send(PullRequest range)
    {
        (_asked, _plan) = (null, null);
        return OnPull.InvokeAsync(range);
    }

    private async Task Estimate()
    {
        (_isEstimating, _trouble, _plan) = (true, null, null);
        try
        {
            await Visitor.DemandOperate();
            var range = Range;
            do
            {
                _plan = await Weeks.Plan(Source, range.From, range.To);
                StateHasChanged();
            }
            while (_plan.Pending > 0 && !_gone.IsCancellationRequested);
        }
        catch (Exception e) when (e.IsTold)
        {
            _trouble = e.Words;
        }

        _isEstimating = false;
    }
}
