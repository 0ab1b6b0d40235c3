namespace Orleans.Concurrency;

/// <summary>On a grain class: any of its calls may begin while others await.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReentrantAttribute : Attribute;
