using Microsoft.AspNetCore.Components;
using Orleans.Tx.Gateway.Dashboard.Shell;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Gateway.Dashboard.Filters;

public sealed partial class FilterBar
{
    private bool _isOpen;
    private string _typed = "";
    private string? _tooMany;

    /// <summary>All orders: what there is to choose from.</summary>
    [Parameter, EditorRequired]
    public RevenueAnswer All { get; set; } = null!;

    /// <summary>The answer depends on who is new.</summary>
    [Parameter]
    public bool HasDefinition { get; set; }

    /// <summary>What else is chosen on the page.</summary>
    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    private OrderFilters Current => OrderFilters.Of(Navigation);

    private IReadOnlyList<string?> Currencies => [.. All.Currencies.Select(block => block.Currency)];

    // What the address says is offered too: a week or a date can be typed there.
    private IEnumerable<string> Choices(string? chosen) => All.Currencies
        .SelectMany(block => block.Months ?? [])
        .Select(month => month.Month)
        .Concat(chosen is null ? [] : [chosen])
        .Distinct(StringComparer.Ordinal)
        .Order(StringComparer.Ordinal);

    protected override void OnParametersSet()
    {
        if (!_isOpen)
            _typed = Current.CustomersText;
    }

    private void Take()
    {
        var ids = OrderFilters.Ids(_typed);
        var text = string.Join('\n', ids);
        if (Uri.EscapeDataString(text).Length > OrderFilters.MostAddress)
        {
            _tooMany = "These are more ids than an address can hold. The console takes them from a file: tx months --customers FILE. Programs send them to POST /v1/query/months.";
            return;
        }

        (_isOpen, _tooMany) = (false, null);
        Go(("customers", text));
    }

    private void Close() => (_isOpen, _tooMany, _typed) = (false, null, Current.CustomersText);

    private void Go(params (string Name, string? Value)[] changes) => Navigation.NavigateTo(PageAddress.Of(Navigation).With(changes));

    private static string? Text(ChangeEventArgs change) => change.Value as string;
}
