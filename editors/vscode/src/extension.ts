// The client: starts `nse-fmt lsp`, and gives its commands the document that is looked at. What is said is the server's.
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

function options(): [ServerOptions, LanguageClientOptions] {
  const settings = vscode.workspace.getConfiguration("nse");
  const server: ServerOptions = {
    command: settings.get("path", "nse-fmt"),
    args: [...settings.get<string[]>("arguments", []), "lsp"],
  };
  const client: LanguageClientOptions = {
    documentSelector: [
      { language: "nse" },
      { language: "json", pattern: "**/*.nse.json" },
      { pattern: "**/nse.toml" },
    ],
    initializationOptions: { tags: settings.get<string[]>("tags", []) },
    synchronize: { configurationSection: "nse" },
    middleware: {
      // From the palette a command comes alone.
      executeCommand: (command, given, next) => {
        const uri = vscode.window.activeTextEditor?.document.uri;
        return next(command, given.length === 0 && uri ? [uri.toString()] : given);
      },
    },
  };
  return [server, client];
}

async function start(): Promise<void> {
  client = new LanguageClient("nse", "NSE", ...options());
  try {
    await client.start();
  } catch (error) {
    const path = vscode.workspace.getConfiguration("nse").get("path", "nse-fmt");
    const open = "Open Settings";
    const chosen = await vscode.window.showErrorMessage(
      `NSE: cannot start “${path} lsp”: ${String(error)}. Install nse-fmt, or say where it is.`,
      open,
    );
    if (chosen === open) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "nse.path");
    }
  }
}

async function stop(): Promise<void> {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart(): Promise<void> {
  await stop();
  await start();
}

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  context.subscriptions.push(
    vscode.commands.registerCommand("nse.restart", restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("nse.path") || change.affectsConfiguration("nse.arguments")) {
        await restart();
      }
    }),
  );
  await start();
}

export const deactivate = stop;
