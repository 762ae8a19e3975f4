;;; eglot.el --- Emacs as a client  -*- lexical-binding: t -*-
;; Opens a file, waits for diagnostics, applies a code action, completes, formats, and compares the buffer.
;; NSE_CONFIGURATION is a file with the configuration of editors/README.md, and `nse-fmt' is on the path:
;;   emacs --batch -Q -l tests/lsp/eglot.el
;; Where Debian has packages; Emacs 29 and later have Eglot themselves.
(require 'package)
(add-to-list 'package-directory-list "/usr/share/emacs/site-lisp/elpa")
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'cl-lib)

(load (getenv "NSE_CONFIGURATION"))
(setq eglot-sync-connect 10
      eglot-autoreconnect nil
      eglot-confirm-server-initiated-edits nil
      flymake-no-changes-timeout 0.1)

(defun nse-wait (what condition)
  "Wait until CONDITION holds; WHAT names it."
  (let ((tries 0))
    (while (not (funcall condition))
      (when (> (cl-incf tries) 200) (error "Waited in vain: %s" what))
      (accept-process-output nil 0.05))))

(defun nse-same (what found expected)
  "Fail unless FOUND is EXPECTED; WHAT names it."
  (unless (equal found expected) (error "%s: %S instead of %S" what found expected))
  (message "%s: ok" what))

(let* ((folder (file-name-as-directory (make-temp-file "nse" t)))
       (file (expand-file-name "query.nse" folder)))
  (with-temp-file file (insert "// é 😀\nemial = x@y.example and rating in 3..5"))
  (find-file file)
  (nse-same "mode" major-mode 'nse-mode)
  (let ((project-find-functions (list (lambda (_) (cons 'transient folder)))))
    (apply #'eglot--connect (eglot--guess-contact)))
  (flymake-mode 1)
  (nse-wait "diagnostics" (lambda () (flymake-start) (flymake-diagnostics)))
  (let ((found (car (flymake-diagnostics))))
    (nse-same "place" (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)) "emial")
    (unless (string-match-p "unknown field `emial`" (flymake-diagnostic-text found))
      (error "Said: %s" (flymake-diagnostic-text found)))
    ;; The first action, as a user picks it.
    (goto-char (flymake-diagnostic-beg found))
    (let* ((actions (jsonrpc-request
                     (eglot-current-server) :textDocument/codeAction
                     (list :textDocument (eglot--TextDocumentIdentifier)
                           :range (list :start (eglot--pos-to-lsp-position (flymake-diagnostic-beg found))
                                        :end (eglot--pos-to-lsp-position (flymake-diagnostic-end found)))
                           :context (list :diagnostics []))))
           (action (aref actions 0)))
      (nse-same "action" (plist-get action :title) "Use `email`")
      (eglot--apply-workspace-edit (plist-get action :edit))))
  (nse-same "mended" (buffer-string) "// é 😀\nemail = x@y.example and rating in 3..5")
  ;; Completion at point.
  (goto-char (point-max))
  (insert "\nand company last c")
  (let* ((capf (eglot-completion-at-point))
         (offers (all-completions "" (nth 2 capf))))
    (unless (cl-some (lambda (offer) (string-match-p "company last contacted" offer)) offers)
      (error "Offered: %S" offers))
    (message "completion: ok"))
  (delete-region (line-beginning-position) (point-max))
  (insert "AND tag is 'vip'")
  (eglot-format-buffer)
  (nse-same "formatted" (buffer-string) "// é 😀\nemail = x@y.example\nand rating in 3..5\nand tag = vip\n")
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (delete-directory folder t))
;;; eglot.el ends here
