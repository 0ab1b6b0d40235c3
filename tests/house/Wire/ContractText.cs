using Orleans.Tx.House.Tests.Sources;

namespace Orleans.Tx.House.Tests.Wire;

/// <summary>All that others rely on, a line for each thing, so that a change is a line.</summary>
internal static class ContractText
{
    public static IReadOnlyList<string> Lines { get; } =
        [.. Calls.Concat(Members("wire", WireTypes.Own)).Concat(Members("stored", WireTypes.Stored)).Concat(Keys).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Calls =>
        from grain in WireTypes.Interfaces
        from method in grain.GetMethods()
        let parameters = method.GetParameters().Select(parameter => WireTypes.NameOf(parameter.ParameterType))
        let interleaved = method.IsInterleaved() ? " interleaved" : ""
        select $"grain {grain.Alias()}[{KeyOf(grain)}].{method.Alias()}({string.Join(", ", parameters)}) {WireTypes.NameOf(method.ReturnType)}{interleaved}";

    private static IEnumerable<string> Keys =>
        new ConfigurationKeys([.. Repository.Files("silo/Configuration", ".cs").Select(SourceFile.Load)]).All.Select(key => $"configuration {key}");

    private static IEnumerable<string> Members(string kind, IEnumerable<Type> types) =>
        from type in types
        let name = $"{kind} {WireTypes.NameOf(type)}"
        from line in type.IsEnum
            ? Enum.GetNames(type).Select(value => $"{name} = {Convert.ToInt64(Enum.Parse(type, value), provider: null):D2} {value}")
            : WireMember.Of(type).Select(member => $"{name} {member.Id:D2} {member.Name} {WireTypes.NameOf(member.Type)}")
        select line;

    private static string KeyOf(Type grain) =>
        grain.GetInterfaces().Select(inherited => inherited.Name).First(name => name.StartsWith("IGrainWith", StringComparison.Ordinal))["IGrainWith".Length..];
}
