namespace Orleans;

/// <summary>What is done about calls as they leave their caller.</summary>
public delegate Task OutgoingGrainCallFilterDelegate(IOutgoingGrainCallContext context);
