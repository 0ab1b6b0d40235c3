using System.Reflection;

namespace Orleans.Tx.Silo.Hosting;

/// <summary>What this program was built with: docs/decisions/0001-two-engines.md.</summary>
public static class BuiltEngine
{
    /// <summary><c>embedded</c> or <c>orleans</c>.</summary>
    public static string Name { get; } = typeof(BuiltEngine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "Engine").Value!;
}
