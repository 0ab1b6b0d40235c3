namespace Orleans.Configuration;

/// <summary>How calls travel to the grains of a silo.</summary>
public class SiloMessagingOptions : MessagingOptions;
