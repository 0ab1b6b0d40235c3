using Orleans.Tx.Client.Running;
using Orleans.Tx.Domain.Revenue;
using Orleans.Tx.Grains.Revenue;

namespace Orleans.Tx.Client.Revenue;

/// <summary>The option <c>--new</c>: what counts as new revenue.</summary>
internal static class DefinitionOption
{
    public static ChoiceOption<NewDefinition> Create() => new(
        "--new", "New revenue is every order in a customer's first month, or only those at the first timestamp",
        Choice(NewDefinition.FirstMonth), Choice(NewDefinition.FirstOrder));

    private static (string, NewDefinition) Choice(NewDefinition definition) => (RevenueAnswers.Word(definition), definition);
}
