namespace Orleans;

/// <summary>A grain known by a string.</summary>
public interface IGrainWithStringKey : IGrain;
