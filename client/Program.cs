using Orleans.Tx.Client;
using Orleans.Tx.Client.Output;
using Orleans.Tx.Client.Running;

using var interruption = new Interruption();
using var terminal = Terminal.OfProcess();
return (int)await TxConsole.Run(args, terminal, interruption.Token);
