using System.Reflection;

namespace Orleans.Tx.House.Tests.Wire;

public sealed class WireRuleTests
{
    private static IEnumerable<Type> Serialized => WireTypes.Own.Concat(WireTypes.Stored);

    [Fact]
    public void Walk_reaches_grains_records_enums_exceptions_and_what_is_stored()
    {
        Assert.Contains(typeof(Grains.ICatalogGrain), WireTypes.Interfaces);
        Assert.Contains(typeof(Grains.Revenue.CellRecord), WireTypes.Own);
        Assert.Contains(typeof(Grains.Limiting.PermitOutcome), WireTypes.Own);
        Assert.Contains(typeof(Grains.TxException), WireTypes.Own);
        Assert.NotEmpty(WireTypes.Stored);
    }

    [Fact]
    public void Only_plain_values_and_own_types_in_immutable_collections_cross() => Offenders.AssertNone(
        "A type crosses a grain interface that is neither a plain value, nor a type of grains.interfaces, nor an immutable collection of such:",
        WireTypes.Foreign.Select(type => type.ToString()));

    [Fact]
    public void Everything_that_crosses_or_is_stored_is_serialized_under_an_alias() => Offenders.AssertNone(
        "A type lacks [GenerateSerializer] or [Alias]:",
        Serialized.Where(type => !type.IsSerialized() || type.Alias() is null).Select(type => type.ToString()));

    [Fact]
    public void Aliases_name_one_type_each() => Offenders.AssertNone(
        "An alias names several types:",
        Serialized.Concat(WireTypes.Interfaces)
            .GroupBy(type => type.Alias())
            .Where(types => types.Key is not null && types.Count() > 1)
            .Select(types => $"{types.Key}: {string.Join(", ", types)}"));

    [Fact]
    public void Grains_and_their_methods_have_aliases_of_their_own() => Offenders.AssertNone(
        "A grain interface or method has no [Alias], or one that another method has:",
        WireTypes.Interfaces.Where(grain => grain.Alias() is null).Select(grain => grain.ToString()).Concat(
            from grain in WireTypes.Interfaces
            from methods in grain.GetMethods().GroupBy(method => method.Alias())
            where methods.Key is null || methods.Count() > 1
            from method in methods
            select $"{grain}.{method.Name}"));

    [Fact]
    public void Calls_are_asynchronous_and_take_a_token_only_at_the_end() => Offenders.AssertNone(
        "A grain method does not return a task or stream, or takes a token before the end:",
        from grain in WireTypes.Interfaces
        from method in grain.GetMethods()
        let parameters = method.GetParameters().Select(parameter => parameter.ParameterType).ToList()
        where WireTypes.AnswersOf(method.ReturnType).Contains(method.ReturnType)
            || parameters.SkipLast(1).Contains(typeof(CancellationToken))
        select $"{grain}.{method.Name}");

    [Fact]
    public void Every_member_has_an_id_of_its_own() => Offenders.AssertNone(
        "A member has no [Id], or one that another has:",
        from type in Serialized
        where !type.IsEnum
        from members in WireMember.Of(type).GroupBy(member => member.Id)
        where members.Key is null || members.Count() > 1
        from member in members
        select $"{type}.{member.Name}");

    [Fact]
    public void Nothing_that_crosses_can_be_changed_on_the_way() => Offenders.AssertNone(
        "A member can be set after construction:",
        from type in WireTypes.Own
        where !type.IsEnum
        from member in WireMember.Of(type)
        where member.IsSettable
        select $"{type}.{member.Name}");

    [Fact]
    public void Types_that_cross_are_whole_in_themselves() => Offenders.AssertNone(
        "A type is open, or inherits members from one that is no exception:",
        WireTypes.Own.Where(type => type.IsClass && (!type.IsSealed || (type.BaseType != typeof(object) && !WireTypes.IsException(type)))).Select(type => type.ToString()));

    [Fact]
    public void Only_own_exceptions_are_promised_to_callers()
    {
        var exceptions = WireTypes.Own.Where(WireTypes.IsException).ToList();
        Assert.NotEmpty(exceptions);
        Assert.All(exceptions, exception => Assert.Equal(typeof(Exception), exception.GetTypeInfo().BaseType));
    }

    [Fact]
    public void Members_that_break_the_rules_are_seen()
    {
        var members = WireMember.Of(typeof(Sample));
        Assert.Equal(["Init", "Private", "Settable", "_hidden"], members.Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(["Settable", "_hidden"], members.Where(member => member.IsSettable).Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.All(members, member => Assert.Null(member.Id));
    }

    private sealed class Sample
    {
        private int _hidden = 1;

        public int Settable { get; set; }

        public int Init { get; init; }

        public int Private { get; private set; } = 2;

        public int Computed => _hidden + Private;

        public void Change() => (_hidden, Private) = (Private, _hidden);
    }
}
