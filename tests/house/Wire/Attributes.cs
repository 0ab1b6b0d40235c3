using System.Reflection;

namespace Orleans.Tx.House.Tests.Wire;

/// <summary>The engine's attributes, by their names: both engines have them.</summary>
internal static class Attributes
{
    public static bool IsSerialized(this Type type) => type.Has("Orleans.GenerateSerializerAttribute");

    public static bool IsInterleaved(this MethodInfo method) => method.Has("Orleans.Concurrency.AlwaysInterleaveAttribute");

    public static string? Alias(this MemberInfo member) => (string?)member.Argument("Orleans.AliasAttribute");

    public static uint? WireId(this MemberInfo member) => (uint?)member.Argument("Orleans.IdAttribute");

    private static bool Has(this MemberInfo member, string attribute) => member.Find(attribute) is not null;

    private static object? Argument(this MemberInfo member, string attribute) => member.Find(attribute)?.ConstructorArguments[0].Value;

    private static CustomAttributeData? Find(this MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == attribute);
}
