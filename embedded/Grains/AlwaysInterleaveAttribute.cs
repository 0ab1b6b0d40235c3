namespace Orleans.Concurrency;

/// <summary>On an interface's method: its calls may begin while others of the grain await.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
