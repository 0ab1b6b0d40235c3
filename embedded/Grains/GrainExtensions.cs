using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Orleans;

/// <summary>What can be told of a grain, or of a reference to one.</summary>
public static class GrainExtensions
{
    /// <summary>The id of a grain or of the grain a reference points to.</summary>
    /// <exception cref="ArgumentException">The object is neither.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainProxy reference => reference.GrainId,
        IGrainBase { GrainContext: { } context } => context.GrainId,
        _ => throw new ArgumentException(
            $"{grain.GetType()} is neither a reference from a grain factory nor a grain that the engine has made.", nameof(grain)),
    };

    /// <summary>The key of a grain with a string key.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain with an integer key.</summary>
    /// <exception cref="InvalidOperationException">The grain has another kind of key.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return long.TryParse(id.Key.ToString(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var key)
            ? key
            : throw new InvalidOperationException($"The key of grain {id} is not an integer.");
    }

    /// <summary>The key of a grain with a <see cref="Guid"/> key.</summary>
    /// <exception cref="InvalidOperationException">The grain has another kind of key.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        return Guid.TryParseExact(id.Key.ToString(), "N", out var key)
            ? key
            : throw new InvalidOperationException($"The key of grain {id} is not a GUID.");
    }

    /// <summary>A reference to the same grain by another of its interfaces; a grain gets one to itself this way.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var id = grain.GetGrainId();
        var factory = grain is GrainProxy reference
            ? reference.Factory
            : ((IGrainBase)grain).GrainContext.ActivationServices.GetRequiredService<GrainFactory>();
        return (TGrainInterface)(object)factory.Reference(typeof(TGrainInterface), id);
    }
}
