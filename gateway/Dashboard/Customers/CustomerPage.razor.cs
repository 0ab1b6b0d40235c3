using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Live;
using Orleans.Tx.Gateway.Dashboard.Shell;
using Orleans.Tx.Grains.Queries;

namespace Orleans.Tx.Gateway.Dashboard.Customers;

/// <summary>One customer, whose id is in the address.</summary>
public sealed partial class CustomerPage
{
    private string? _shown;
    private string _typed = "";
    private ImmutableArray<TransactionRecord> _earlier = [];
    private bool _isAll;
    private bool _isReading;
    private string? _why;

    [Inject]
    private IGrainFactory Grains { get; set; } = null!;

    [Inject]
    private NavigationManager Navigation { get; set; } = null!;

    private string? Id => PageAddress.Of(Navigation).Value("id");

    protected override string Question => Id ?? "";

    protected override Task<CustomerView> Ask(string source, CancellationToken cancellationToken) => CustomerView.Of(Grains, source, Id);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown != Id)
            (_shown, _typed, _earlier, _isAll, _why) = (Id, Id ?? "", [], false, null);
        await base.OnParametersSetAsync();
    }

    private void Look() => Navigation.NavigateTo(PageAddress.Of(Navigation).With("id", _typed.Trim()));

    private async Task More()
    {
        if (Answer?.Found is not { Transactions: [.., var last] } customer)
            return;
        (_isReading, _why) = (true, null);
        try
        {
            var earlier = await EarlierTransactions.Before(Grains, customer, _earlier is [.., var oldest] ? oldest : last, Gone);
            (_earlier, _isAll) = (_earlier.AddRange(earlier), earlier.IsEmpty);
        }
        catch (Exception e) when (e.IsTold)
        {
            _why = e.Words;
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // Nobody looks any more.
        }
        finally
        {
            _isReading = false;
        }
    }

    private static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
