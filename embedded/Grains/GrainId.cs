using System.Diagnostics.CodeAnalysis;

namespace Orleans.Runtime;

/// <summary>What a grain is known by: its type and its key, written <c>type/key</c>.</summary>
public readonly struct GrainId : IEquatable<GrainId>, IComparable<GrainId>
{
    /// <summary>The id of the grain of this type with this key.</summary>
    /// <exception cref="ArgumentException">The type is missing; only the key may be empty.</exception>
    public GrainId(GrainType type, IdSpan key)
    {
        if (type.IsDefault)
            throw new ArgumentException("A grain id needs a grain type.", nameof(type));
        Type = type;
        Key = key;
    }

    /// <summary>The grain class.</summary>
    public GrainType Type { get; }

    /// <summary>Which grain of that class.</summary>
    public IdSpan Key { get; }

    /// <summary>True for <c>default</c>, which names no grain.</summary>
    public bool IsDefault => Type.IsDefault;

    /// <inheritdoc cref="GrainId(GrainType, IdSpan)"/>
    public static GrainId Create(string type, string key) => Create(GrainType.Create(type), key);

    /// <inheritdoc cref="GrainId(GrainType, IdSpan)"/>
    public static GrainId Create(GrainType type, string key) => Create(type, IdSpan.Create(key));

    /// <inheritdoc cref="GrainId(GrainType, IdSpan)"/>
    public static GrainId Create(GrainType type, IdSpan key) => new(type, key);

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    /// <exception cref="FormatException">The text is not <c>type/key</c>.</exception>
    public static GrainId Parse(string value) =>
        TryParse(value, out var result) ? result : throw new FormatException($"'{value}' is not a grain id: type/key is.");

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? value, out GrainId result)
    {
        var slash = value?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        result = slash > 0 ? Create(value![..slash], value[(slash + 1)..]) : default;
        return slash > 0;
    }

    /// <inheritdoc />
    public int CompareTo(GrainId other) => Type.CompareTo(other.Type) is var order && order != 0 ? order : Key.CompareTo(other.Key);

    /// <inheritdoc />
    public bool Equals(GrainId other) => Key.Equals(other.Key) && Type.Equals(other.Type);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is GrainId other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Type, Key);

    /// <inheritdoc />
    public override string ToString() => $"{Type}/{Key}";

    /// <summary>Equality of type and key.</summary>
    public static bool operator ==(GrainId left, GrainId right) => left.Equals(right);

    /// <summary>Inequality of type or key.</summary>
    public static bool operator !=(GrainId left, GrainId right) => !left.Equals(right);
}
