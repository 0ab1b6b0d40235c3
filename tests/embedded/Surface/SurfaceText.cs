using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Tx.Embedded.Tests.Surface;

/// <summary>Types and members in the words of the lists.</summary>
internal static class SurfaceText
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly string[] OfEveryObject = [nameof(Equals), nameof(GetHashCode), nameof(ToString)];

    public static string Header(Type type) => $"{Kind(type)} {Name(type)}";

    public static IEnumerable<string> Bases(Type type)
    {
        var classes = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)
            ? [Name(parent)]
            : Enumerable.Empty<string>();
        return classes.Concat(type.GetInterfaces().Where(contract => contract.IsVisible).Select(Name));
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type);
        var constructors = type.GetConstructors(Declared & ~BindingFlags.Static).Where(IsVisible)
            .Select(constructor => $"{Access(constructor)}new({Parameters(constructor)})");
        var methods = type.GetMethods(Declared)
            .Where(method => IsVisible(method) && !method.IsSpecialName && !OfEveryObject.Contains(method.Name))
            .Select(method => $"{Access(method)}{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} "
                + $"{method.Name}{Generic(method)}({Parameters(method)})");
        var properties = type.GetProperties(Declared).Where(property => property.GetMethod is { } getter && IsVisible(getter))
            .Select(property => $"{Access(property.GetMethod!)}{(property.GetMethod!.IsStatic ? "static " : "")}"
                + $"{Name(property.PropertyType)} {property.Name} {{ get; {(property.SetMethod is { IsPublic: true } ? "set; " : "")}}}");
        var fields = type.GetFields(Declared).Where(field => field.IsPublic || field.IsFamily)
            .Select(field => $"{(field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}");
        return constructors.Concat(methods).Concat(properties).Concat(fields);
    }

    /// <summary>Splits at commas, except within angle brackets.</summary>
    public static IEnumerable<string> SplitList(string list)
    {
        var depth = 0;
        var from = 0;
        for (var at = 0; at < list.Length; at++)
        {
            depth += list[at] switch { '<' => 1, '>' => -1, _ => 0 };
            if (list[at] != ',' || depth != 0)
                continue;
            yield return list[from..at].Trim();
            from = at + 1;
        }

        yield return list[from..].Trim();
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Access(MethodBase method) => method.IsFamily && !method.DeclaringType!.IsInterface ? "protected " : "";

    private static string Kind(Type type)
    {
        if (type.IsInterface)
            return "interface";
        if (type.IsEnum)
            return "enum";
        if (type.IsValueType)
            return "struct";
        if (type.IsSubclassOf(typeof(Delegate)))
            return "delegate";
        return (type.IsAbstract, type.IsSealed) switch
        {
            (true, true) => "static class",
            (true, false) => "abstract class",
            (false, true) => "sealed class",
            _ => "class",
        };
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
            return $"ref {Name(type.GetElementType()!)}";
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[]";
        if (type.IsGenericParameter)
            return type.Name;
        var outer = type.IsNested ? $"{Name(type.DeclaringType!)}."
            : type.Namespace is null or "System" ? ""
            : $"{type.Namespace}.";
        var name = type.Name.Split('`')[0];
        return type.IsGenericType
            ? $"{outer}{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : $"{outer}{name}";
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extended = method.IsDefined(typeof(ExtensionAttribute));
        return string.Join(", ", method.GetParameters().Select((parameter, index) =>
            (extended && index == 0 ? "this " : "")
            + (parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "")
            + $"{Name(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Value(parameter.DefaultValue)}" : "")));
    }

    private static string Value(object? value) => value switch
    {
        null => "default",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
