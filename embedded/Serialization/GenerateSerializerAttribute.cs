namespace Orleans;

/// <summary>Marks a type that crosses grain interfaces. In one process nothing is serialized; a cluster needs it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
