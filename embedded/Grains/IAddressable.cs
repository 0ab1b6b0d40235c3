namespace Orleans.Runtime;

/// <summary>Whatever calls can be addressed to: a grain, or a reference to one.</summary>
public interface IAddressable;
