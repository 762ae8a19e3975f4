//! The server: what the protocol asks, handed to the tools, the resources and the prompt.

use std::future::{Future, ready};

use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, ErrorData, GetPromptRequestParams, GetPromptResponse,
    Implementation, ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult,
    PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ResourceContents,
    ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::transport::stdio;
use rmcp::{RoleServer, ServerHandler, ServiceExt};
use serde_json::json;

use super::source::State;
use super::{contacts, prompt, resources, tools};
use crate::args::{Evaluation, Mcp, Options};
use crate::session::Session;
use crate::stop::Stop;

const INSTRUCTIONS: &str = "Queries for contacts in Nimble CRM. Look fields up with `search_fields`, write filter text (the resource \
    nse://language teaches it), and check every query with `check_query` before it is used anywhere. A wrong query is answered with what to \
    write instead. Deletions go through `guard_deletion`.";

struct Server(State);

/// Serves the assistant at standard input and output until it is gone.
pub(crate) fn run(args: &Mcp, options: &Options, session: Session) -> Result<u8, Stop> {
    let Evaluation { words, user, saved_searches } = &args.evaluation;
    let evaluation = Evaluation { words: *words, user: user.clone(), saved_searches: saved_searches.clone() };
    let args = Mcp { contacts: args.contacts.clone(), evaluation };
    let state = State::new(session, args, options);
    // What is missing is said at once, to whoever sets it up.
    contacts::inputs(&state)?;
    crate::eval::context(&state.args.evaluation, &state.session)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
    let runtime = runtime.map_err(|error| Stop::failed(format!("cannot start: {error}")))?;
    let served = runtime.block_on(async {
        let running = Server(state).serve(stdio()).await.map_err(|error| error.to_string())?;
        running.waiting().await.map(|_| ()).map_err(|error| error.to_string())
    });
    // Nobody waits for a line that does not come.
    runtime.shutdown_background();
    match served {
        Ok(()) => Ok(0),
        Err(message) => Err(Stop::failed(message)),
    }
}

impl Server {
    fn call(&self, request: &CallToolRequestParams) -> Result<CallToolResult, ErrorData> {
        let mut rows = tools::rows(!self.0.args.contacts.is_empty());
        let Some(row) = rows.find(|row| row.name == request.name) else {
            return Err(ErrorData::invalid_params(format!("there is no tool `{}`", request.name), None));
        };
        let arguments = request.arguments.clone().unwrap_or_default();
        Ok((row.run)(&self.0, &arguments).unwrap_or_else(|wrong| wrong).into())
    }

    fn resource(&self, uri: &str) -> Result<ReadResourceResult, ErrorData> {
        let (text, kind) = resources::read(uri, &self.0.session.catalog).ok_or_else(|| {
            ErrorData::resource_not_found(format!("there is no resource `{uri}`"), Some(json!({ "uri": uri })))
        })?;
        Ok(ReadResourceResult::new(vec![ResourceContents::text(text, uri).with_mime_type(kind)]))
    }

    fn prompt(&self, request: &GetPromptRequestParams) -> Result<GetPromptResponse, ErrorData> {
        if request.name != prompt::NAME {
            return Err(ErrorData::invalid_params(format!("there is no prompt `{}`", request.name), None));
        }
        let wish = request.arguments.as_ref().and_then(|arguments| arguments.get("wish")?.as_str());
        let wish = wish.ok_or_else(|| ErrorData::invalid_params("the argument `wish` is missing", None))?;
        Ok(prompt::about(wish, &self.0.session.catalog).into())
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().build();
        let info = Implementation::new("nse-fmt", env!("CARGO_PKG_VERSION"))
            .with_title("Nimble queries")
            .with_description(env!("CARGO_PKG_DESCRIPTION"));
        ServerConfig::new(capabilities).with_server_info(info).with_instructions(INSTRUCTIONS)
    }

    fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ListToolsResult, ErrorData>> {
        let rows = tools::rows(!self.0.args.contacts.is_empty());
        ready(Ok(ListToolsResult::with_all_items(rows.map(tools::Row::tool).collect())))
    }

    fn call_tool(
        &self,
        request: CallToolRequestParams,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<CallToolResponse, ErrorData>> {
        ready(self.call(&request).map(CallToolResponse::from))
    }

    fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ListResourcesResult, ErrorData>> {
        ready(Ok(ListResourcesResult::with_all_items(resources::list())))
    }

    fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ListResourceTemplatesResult, ErrorData>> {
        ready(Ok(ListResourceTemplatesResult::with_all_items(resources::templates())))
    }

    fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ReadResourceResponse, ErrorData>> {
        ready(self.resource(&request.uri).map(ReadResourceResponse::from))
    }

    fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<ListPromptsResult, ErrorData>> {
        ready(Ok(ListPromptsResult::with_all_items(vec![prompt::listed()])))
    }

    fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> impl Future<Output = Result<GetPromptResponse, ErrorData>> {
        ready(self.prompt(&request))
    }
}
